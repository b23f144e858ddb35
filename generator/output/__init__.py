"""From pages to a published and verified site: everything that writes, runs a program or looks at what was built."""
