/* Courier answers a wrong password after sleep(5), which no setting changes: a hundredth of that will do in tests. */
int usleep(unsigned);
unsigned sleep(unsigned seconds) { usleep(seconds * 10000); return 0; }
