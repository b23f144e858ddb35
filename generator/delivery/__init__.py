"""What leaves the build: the bundle with its server files, a new folder for a clerk."""
