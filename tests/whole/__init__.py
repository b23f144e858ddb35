"""Whole or nothing: what a site's readers see while builds are killed, run out of disk or replace one another."""
