#!/usr/bin/perl
use strict;
use warnings;
use DBI;

my $dsn  = "DBI:mysql:database=stock;host=10.3.0.5";
my $user = 'stock';
my $pass = 'Gadwall7Batten';
my $dbh  = DBI->connect($dsn, $user, $pass, { RaiseError => 1 });
my %ftp  = (host => 'ftp.acme.dev', login => 'feed', password => 'Smew&Trellis2');
my $ua_token = "a355d92c2db001196785495b60553543db105b38";
print "password changed\n" if $dbh;
