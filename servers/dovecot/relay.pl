#!/usr/bin/perl
# The relay behind Dovecot's submission service: it takes all mail, and puts what is for the account into its INBOX.
use strict;
use warnings;
use IO::Socket::INET;

my $maildir = '/home/vmail/Maildir';
mkdir "$maildir$_" for '', '/tmp', '/new', '/cur';
my $listener = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => 10025, Listen => 64, ReuseAddr => 1) or die $@;
$SIG{CHLD} = 'IGNORE';
while (1) {
  my $client = $listener->accept or next;
  if ((fork // die $!) == 0) {
    serve($client);
    exit;
  }
}

sub serve {
  my ($client) = @_;
  my ($ours, $count) = (0, 0);
  print $client "220 relay.example.org ESMTP\r\n";
  while (my $line = <$client>) {
    my $reply = '250 Ok';
    if ($line =~ /^EHLO/i) {
      $reply = "250-relay.example.org\r\n250 8BITMIME";
    } elsif ($line =~ /^MAIL/i) {
      $ours = 0;
    } elsif ($line =~ /^RCPT TO:<(mailbox|test)\@example\.org>/i) {
      $ours = 1;
    } elsif ($line =~ /^DATA/i) {
      print $client "354 Go ahead\r\n";
      my $name = "$^T.$$." . ++$count;
      open my $file, '>', "$maildir/tmp/$name" or die $!;
      while (defined($line = <$client>) && $line ne ".\r\n") {
        print $file $line =~ s/^\.//r;
      }
      close $file;
      return unless defined $line;
      rename "$maildir/tmp/$name", "$maildir/new/$name" if $ours;
    } elsif ($line =~ /^QUIT/i) {
      $reply = '221 Bye';
    } elsif ($line !~ /^(RCPT|RSET|NOOP)/i) {
      $reply = '502 Not implemented';
    }
    print $client "$reply\r\n";
  }
}
