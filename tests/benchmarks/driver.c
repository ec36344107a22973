// SPDX-License-Identifier: Apache-2.0
//
// Load driver of the fan-out benchmarks: N websocket clients in one epoll loop, one clock.
//
//   driver HOST PORT TLS MODE CLIENTS READY RATE SECONDS PUBLISHERS < greetings
//
//   TLS         0 or 1; the certificate is not verified: this measures, it does not trust
//   MODE        desk: say hello and resume, publish commands; bare: publish the same text as is
//   READY       scopes that must be complete before a desk client counts as ready; the desk has
//               settled when it has told the first client of everybody that they are reachable
//   RATE        events a second over all publishers; 0: only connect, report, and wait for a line
//   greetings   standard input, one hello frame per client (desk)
//
// An event carries "#k=<number>#"; a client has it when these bytes arrived within a frame. The
// latency of a delivery is counted from the moment at which the event was due, so a sender that
// falls behind shows. Prints one JSON object.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum stage { TLS_HANDSHAKE, UPGRADE, HELLO, LOADING, READY_NOW };

struct client {
    int fd;
    SSL *ssl;
    enum stage stage;
    int scopes;
    int wants_write;
    char *in;
    size_t in_length, in_room;
    char *out;
    size_t out_length, out_room;
    char *greeting;
    uint32_t counter;
};

static struct client *clients;
static int client_count, ready_count, reachable_count, ready_scopes, desk_mode, poll_fd;
static SSL_CTX *tls;
static const char *host;
static int port;

static double *due;            // per event: when it should have been sent
static uint32_t *arrivals;     // per event: how many clients have it
static uint8_t **has;          // per event: a bit per client
static float *latencies;       // milliseconds, every delivery
static float *last_latencies;  // milliseconds, per event: the last client
static size_t event_count, sent_count, delivery_count, complete_count;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void die(const char *what) {
    fprintf(stderr, "driver: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void *grown(void *memory, size_t size) {
    void *result = realloc(memory, size);
    if (!result) die("memory");
    return result;
}

static void watch(struct client *client) {
    struct epoll_event event = {.events = EPOLLIN | (client->wants_write ? EPOLLOUT : 0),
                                .data.ptr = client};
    if (epoll_ctl(poll_fd, EPOLL_CTL_MOD, client->fd, &event)) die("epoll");
}

static void flush(struct client *client) {
    while (client->out_length) {
        ssize_t wrote;
        if (client->ssl) {
            wrote = SSL_write(client->ssl, client->out, (int)client->out_length);
            if (wrote <= 0) {
                int reason = SSL_get_error(client->ssl, (int)wrote);
                if (reason == SSL_ERROR_WANT_READ || reason == SSL_ERROR_WANT_WRITE) break;
                die("TLS write");
            }
        } else {
            wrote = send(client->fd, client->out, client->out_length, MSG_NOSIGNAL);
            if (wrote < 0) {
                if (errno == EAGAIN) break;
                die("write");
            }
        }
        memmove(client->out, client->out + wrote, client->out_length - (size_t)wrote);
        client->out_length -= (size_t)wrote;
    }
    int wants = client->out_length > 0;
    if (wants != client->wants_write) {
        client->wants_write = wants;
        watch(client);
    }
}

static void put(struct client *client, const void *data, size_t length) {
    if (client->out_length + length > client->out_room) {
        client->out_room = client->out_length + length + 4096;
        client->out = grown(client->out, client->out_room);
    }
    memcpy(client->out + client->out_length, data, length);
    client->out_length += length;
    flush(client);
}

// One masked frame (RFC 6455 section 5.2). The mask is fixed: nothing here needs to hide.
static void put_frame(struct client *client, int opcode, const char *text, size_t length) {
    static char frame[1 << 16];
    size_t head = 2;
    frame[0] = (char)(0x80 | opcode);
    if (length < 126) {
        frame[1] = (char)(0x80 | length);
    } else {
        frame[1] = (char)(0x80 | 126);
        frame[2] = (char)(length >> 8);
        frame[3] = (char)length;
        head = 4;
    }
    const char mask[4] = {1, 2, 3, 4};
    memcpy(frame + head, mask, 4);
    head += 4;
    if (head + length > sizeof frame) die("frame too long");
    for (size_t i = 0; i < length; i++) frame[head + i] = (char)(text[i] ^ mask[i & 3]);
    put(client, frame, head + length);
}

static void put_text(struct client *client, const char *text) {
    put_frame(client, 1, text, strlen(text));
}

static void open_client(struct client *client) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    if (inet_pton(AF_INET, host, &address.sin_addr) != 1) die("address");
    client->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (client->fd < 0) die("socket");
    if (connect(client->fd, (struct sockaddr *)&address, sizeof address)) die("connect");
    int one = 1;
    setsockopt(client->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    fcntl(client->fd, F_SETFL, fcntl(client->fd, F_GETFL) | O_NONBLOCK);
    client->stage = UPGRADE;
    if (tls) {
        client->ssl = SSL_new(tls);
        SSL_set_fd(client->ssl, client->fd);
        SSL_set_connect_state(client->ssl);
        SSL_set_tlsext_host_name(client->ssl, "localhost");
        client->stage = TLS_HANDSHAKE;
    }
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT, .data.ptr = client};
    client->wants_write = 1;
    if (epoll_ctl(poll_fd, EPOLL_CTL_ADD, client->fd, &event)) die("epoll");
}

static void send_upgrade(struct client *client) {
    char text[512];
    int length = snprintf(text, sizeof text,
                          "GET / HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\n"
                          "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                          "Sec-WebSocket-Version: 13\r\n\r\n",
                          host, port);
    put(client, text, (size_t)length);
}

static void became_ready(struct client *client) {
    client->stage = READY_NOW;
    ready_count++;
}

static void note_event(size_t which, int index, double at) {
    if (which >= sent_count || has[which][index >> 3] & (1 << (index & 7))) return;
    has[which][index >> 3] |= (uint8_t)(1 << (index & 7));
    float late = (float)((at - due[which]) * 1e3);
    latencies[delivery_count++] = late;
    if (++arrivals[which] == (uint32_t)client_count) last_latencies[complete_count++] = late;
}

static int occurrences(const char *text, size_t length, const char *word) {
    const char *end = text + length;
    int count = 0;
    for (; (text = memmem(text, (size_t)(end - text), word, strlen(word))); text += strlen(word))
        count++;
    return count;
}

static void take_text(struct client *client, char *text, size_t length) {
    int index = (int)(client - clients);
    double at = now();
    char *end = text + length;
    if (desk_mode && !index && reachable_count < client_count)
        reachable_count += occurrences(text, length, "\"reachable\":true");
    if (client->stage == READY_NOW) {
        for (char *found = text; (found = memmem(found, (size_t)(end - found), "#k=", 3));) {
            found += 3;
            note_event(strtoul(found, NULL, 10), index, at);
        }
        return;
    }
    if (client->stage == HELLO) {
        if (!memmem(text, length, "\"welcome\"", 9)) {
            fprintf(stderr, "driver: refused: %.*s\n", (int)(length < 300 ? length : 300), text);
            exit(1);
        }
        char *next = memmem(text, length, "\"next_counter\":", 15);
        client->counter = next ? (uint32_t)strtoul(next + 15, NULL, 10) : 1;
        client->stage = LOADING;
        put_text(client, "{\"type\":\"resume\",\"epoch\":\"\",\"cursor\":0,\"scopes\":{}}");
        return;
    }
    client->scopes += occurrences(text, length, "\"scope_ready\"");
    if (client->scopes >= ready_scopes) became_ready(client);
}

// Consume whole frames from the input buffer.
static void take_frames(struct client *client) {
    size_t used = 0;
    for (;;) {
        uint8_t *p = (uint8_t *)client->in + used;
        size_t left = client->in_length - used, head = 2, length;
        if (left < 2) break;
        length = p[1] & 127;
        if (length == 126) {
            head = 4;
            if (left < head) break;
            length = (size_t)p[2] << 8 | p[3];
        } else if (length == 127) {
            head = 10;
            if (left < head) break;
            length = 0;
            for (int i = 2; i < 10; i++) length = length << 8 | p[i];
        }
        if (left < head + length) break;
        int opcode = p[0] & 15;
        if (opcode == 1) take_text(client, (char *)p + head, length);
        if (opcode == 9) put_frame(client, 10, (char *)p + head, length);
        if (opcode == 8) {
            fprintf(stderr, "driver: the server closed: %.*s\n", (int)(length > 2 ? length - 2 : 0),
                    (char *)p + head + 2);
            exit(1);
        }
        used += head + length;
    }
    memmove(client->in, client->in + used, client->in_length - used);
    client->in_length -= used;
}

static void take_bytes(struct client *client) {
    if (client->stage == UPGRADE) {
        char *end = memmem(client->in, client->in_length, "\r\n\r\n", 4);
        if (!end) return;
        if (!memmem(client->in, client->in_length, " 101 ", 5)) die("upgrade refused");
        size_t used = (size_t)(end + 4 - client->in);
        memmove(client->in, client->in + used, client->in_length - used);
        client->in_length -= used;
        if (desk_mode) {
            client->stage = HELLO;
            put_text(client, client->greeting);
        } else {
            became_ready(client);
        }
    }
    take_frames(client);
}

static void pump(struct client *client) {
    if (client->stage == TLS_HANDSHAKE) {
        int done = SSL_do_handshake(client->ssl);
        if (done != 1) {
            int reason = SSL_get_error(client->ssl, done);
            if (reason != SSL_ERROR_WANT_READ && reason != SSL_ERROR_WANT_WRITE) die("TLS");
            client->wants_write = reason == SSL_ERROR_WANT_WRITE;
            watch(client);
            return;
        }
        client->stage = UPGRADE;
        send_upgrade(client);
    } else if (client->stage == UPGRADE && !client->ssl && !client->in_room) {
        client->in = grown(NULL, client->in_room = 4096);
        send_upgrade(client);
    }
    flush(client);
    for (;;) {
        if (client->in_room - client->in_length < 65536)
            client->in = grown(client->in, client->in_room = client->in_length + 131072);
        size_t room = client->in_room - client->in_length;
        ssize_t got = client->ssl
                          ? SSL_read(client->ssl, client->in + client->in_length, (int)room)
                          : recv(client->fd, client->in + client->in_length, room, 0);
        if (got <= 0) {
            if (client->ssl) {
                int reason = SSL_get_error(client->ssl, (int)got);
                if (reason == SSL_ERROR_WANT_READ || reason == SSL_ERROR_WANT_WRITE) break;
            } else if (got < 0 && errno == EAGAIN) {
                break;
            }
            die("the server hung up");
        }
        client->in_length += (size_t)got;
        take_bytes(client);
    }
    if (!client->in_length) {
        free(client->in);
        client->in = NULL;
        client->in_room = 1;  // not 0: the upgrade has been sent
    }
}

static void turn(double until) {
    struct epoll_event events[256];
    int wait = (int)((until - now()) * 1e3);
    int count = epoll_wait(poll_fd, events, 256, wait < 0 ? 0 : wait);
    for (int i = 0; i < count; i++) pump(events[i].data.ptr);
}

// About 300 bytes on the way back, in both modes.
static void publish(size_t which, int publishers) {
    struct client *client = &clients[which % (size_t)publishers];
    char text[1024];
    const char *words = "label printer offline after the firmware update, customer waits, courier "
                        "at three, invoice shows the tax twice and nobody can sign in since noon";
    if (desk_mode) {
        snprintf(text, sizeof text,
                 "{\"type\":\"submit\",\"commands\":[{\"id\":\"b-%u-%u\",\"counter\":%u,\"command\":"
                 "{\"type\":\"set_subject\",\"ticket\":\"bench-%zu\",\"subject\":\"#k=%zu# %s\"}}]}",
                 (unsigned)(client - clients), client->counter, client->counter, which % 100, which,
                 words);
        client->counter++;
    } else {
        snprintf(text, sizeof text,
                 "{\"type\":\"changes\",\"through\":%zu,\"changes\":[{\"seq\":%zu,\"scope\":\"triage\","
                 "\"kind\":\"ticket\",\"id\":\"bench-%zu\",\"op\":\"update\",\"command\":\"b-%zu\","
                 "\"data\":{\"subject\":\"#k=%zu# %s\"}}]}",
                 which, which, which % 100, which, which, words);
    }
    put_text(client, text);
}

static int ascending(const void *a, const void *b) {
    float x = *(const float *)a, y = *(const float *)b;
    return x < y ? -1 : x > y;
}

static double quantile(float *values, size_t count, double part) {
    if (!count) return -1;
    size_t index = (size_t)(part * (double)(count - 1) + 0.5);
    return values[index];
}

static void run_events(double rate, double seconds, int publishers) {
    event_count = (size_t)(rate * seconds);
    due = calloc(event_count, sizeof *due);
    arrivals = calloc(event_count, sizeof *arrivals);
    has = calloc(event_count, sizeof *has);
    latencies = calloc(event_count * (size_t)client_count, sizeof *latencies);
    last_latencies = calloc(event_count, sizeof *last_latencies);
    if (!due || !arrivals || !has || !latencies || !last_latencies) die("memory");
    for (size_t i = 0; i < event_count; i++)
        if (!(has[i] = calloc((size_t)client_count / 8 + 1, 1))) die("memory");
    double start = now() + 0.2, give_up = start + seconds + 20;
    while (complete_count < event_count && now() < give_up) {
        double next = start + (double)sent_count / rate;
        if (sent_count < event_count && now() >= next) {
            due[sent_count++] = next;
            publish(sent_count - 1, publishers);
            continue;
        }
        turn(sent_count < event_count ? next : now() + 0.05);
    }
}

int main(int count, char **words) {
    if (count != 10) {
        fprintf(stderr, "usage: see the head of driver.c\n");
        return 2;
    }
    host = words[1];
    port = atoi(words[2]);
    desk_mode = !strcmp(words[4], "desk");
    client_count = atoi(words[5]);
    ready_scopes = atoi(words[6]);
    double rate = atof(words[7]), seconds = atof(words[8]);
    int publishers = atoi(words[9]);
    if (atoi(words[3])) {
        tls = SSL_CTX_new(TLS_client_method());
        SSL_CTX_set_mode(tls, SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                  SSL_MODE_RELEASE_BUFFERS);
    }
    poll_fd = epoll_create1(0);
    clients = calloc((size_t)client_count, sizeof *clients);
    if (!clients || poll_fd < 0) die("start");
    double began = now(), give_up = began + 120;
    for (int i = 0; i < client_count; i++) {
        if (desk_mode) {
            size_t room = 0;
            ssize_t length = getline(&clients[i].greeting, &room, stdin);
            if (length <= 0) die("a greeting is missing");
            if (clients[i].greeting[length - 1] == '\n') clients[i].greeting[length - 1] = 0;
        }
        open_client(&clients[i]);
        while (i - ready_count > 100 && now() < give_up) turn(now() + 0.01);
    }
    while (ready_count < client_count && now() < give_up) turn(now() + 0.05);
    if (ready_count < client_count) {
        fprintf(stderr, "driver: only %d of %d clients became ready\n", ready_count, client_count);
        return 1;
    }
    double ready_s = now() - began;
    while (desk_mode && reachable_count < client_count && now() < give_up) turn(now() + 0.05);
    if (desk_mode && reachable_count < client_count) {
        fprintf(stderr, "driver: only %d of %d agents are reachable\n", reachable_count,
                client_count);
        return 1;
    }
    if (rate > 0) run_events(rate, seconds, publishers);
    qsort(latencies, delivery_count, sizeof *latencies, ascending);
    qsort(last_latencies, complete_count, sizeof *last_latencies, ascending);
    printf("{\"clients\":%d,\"ready_s\":%.3f,\"events\":%zu,\"complete\":%zu,\"deliveries\":%zu,"
           "\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"all_p50_ms\":%.3f,\"all_p99_ms\":%.3f}\n",
           client_count, ready_s, event_count, complete_count, delivery_count,
           quantile(latencies, delivery_count, 0.5), quantile(latencies, delivery_count, 0.99),
           quantile(last_latencies, complete_count, 0.5),
           quantile(last_latencies, complete_count, 0.99));
    fflush(stdout);
    if (rate == 0) {  // idle: stay connected until told to go
        double until = now() + 60;
        fcntl(0, F_SETFL, fcntl(0, F_GETFL) | O_NONBLOCK);
        char byte;
        while (now() < until && read(0, &byte, 1) < 0 && errno == EAGAIN) turn(now() + 0.05);
    }
    return 0;
}
