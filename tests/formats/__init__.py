"""Tests of the formats of offices; the files are made by the tests themselves."""
