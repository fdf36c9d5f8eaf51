package io.github.bnn4j.cli.serve.http;

import java.time.Duration;

/**
 * Tells what a server takes of its clients at most, and how long it waits for them.
 *
 * @param connections that send a request or take an answer at the same time; each has a thread
 * @param request for a whole request to arrive, from its first byte on
 * @param answer for a whole answer to be taken
 * @param atOnce requests that are computed at the same time
 * @param waiting requests that wait for their turn; one more is answered by 503
 * @param body bytes of a request
 */
public record Limits(int connections, Duration request, Duration answer, int atOnce, int waiting, int body) {

    private static final int KILOBYTE = 1024;

    /** A request may have at least so much: its names and brackets. */
    private static final int SMALLEST_BODY = 64 * KILOBYTE;

    /** A number of an example in single precision, such as {@code -1.17549435e-38}, a comma, and a space or two around. */
    private static final int BYTES_OF_NUMBER = 32;

    /** Returns what a server for people and small programs has. */
    public static Limits standard() {
        return new Limits(
                256,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Runtime.getRuntime().availableProcessors(),
                64,
                SMALLEST_BODY);
    }

    /** Returns the same, with room in a body for an example of so many numbers. */
    public Limits withRoomFor(int numbers) {
        long needed = (long) BYTES_OF_NUMBER * numbers + SMALLEST_BODY;
        return new Limits(connections, request, answer, atOnce, waiting, (int)
                Math.min(Integer.MAX_VALUE - 1, Math.max(body, needed)));
    }
}
