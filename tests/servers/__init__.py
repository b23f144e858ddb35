"""The bundle behind real web servers, with the files it brings along."""
