package io.github.bnn4j.cli.serve;

import com.google.gson.JsonParser;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.LabelledImages;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Asks a server of {@code serve} by many threads, each as soon as it has its answer: {@code ServeLoad URL THREADS SECONDS NETWORK}. */
public final class ServeLoad {

    private static final int IMAGES = 200;
    private static final int ALONE = 3000;

    private final URI predict;
    private final String[] bodies;

    /** How long each answer took, in nanoseconds, and what the server says that the network took. */
    private final Queue<long[]> times = new ConcurrentLinkedQueue<>();

    private final LongAdder unanswered = new LongAdder();

    private ServeLoad(URI predict, String[] bodies) {
        this.predict = predict;
        this.bodies = bodies;
    }

    public static void main(String[] args) throws Exception {
        int threads = Integer.parseInt(args[1]);
        int seconds = Integer.parseInt(args[2]);
        LabelledImages images = ImageClassificationData.bundledMnistTest();
        String[] bodies = IntStream.range(0, IMAGES)
                .mapToObj(image -> body(images.pixels(image), args[3]))
                .toArray(String[]::new);
        ServeLoad load = new ServeLoad(URI.create(args[0]).resolve("/predict"), bodies);
        load.client(0, Long.MAX_VALUE, ALONE);
        load.times.clear();
        load.client(0, Long.MAX_VALUE, ALONE);
        load.print("1 client", 0);
        long began = System.nanoTime();
        Thread[] clients = IntStream.range(0, threads)
                .mapToObj(first ->
                        new Thread(() -> load.client(first, began + seconds * 1_000_000_000L, Integer.MAX_VALUE)))
                .toArray(Thread[]::new);
        Arrays.stream(clients).forEach(Thread::start);
        for (Thread client : clients) {
            client.join();
        }
        load.print(threads + " clients", System.nanoTime() - began);
    }

    private static String body(byte[] pixels, String network) {
        return IntStream.range(0, pixels.length)
                .mapToObj(i -> String.valueOf(pixels[i] & 0xFF))
                .collect(Collectors.joining(",", "{\"network\":\"" + network + "\",\"pixels\":[", "]}"));
    }

    private void client(int first, long end, int most) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int i = first; i - first < most && (end == Long.MAX_VALUE || System.nanoTime() - end < 0); i++) {
            HttpRequest request = HttpRequest.newBuilder(predict)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(bodies[i % bodies.length]))
                    .build();
            long began = System.nanoTime();
            try {
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                long took = System.nanoTime() - began;
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException("Status " + answer.statusCode() + ": " + answer.body());
                }
                long network = JsonParser.parseString(answer.body())
                        .getAsJsonObject()
                        .get("nanoseconds")
                        .getAsLong();
                times.add(new long[] {took, network});
            } catch (Exception e) {
                unanswered.increment();
                System.out.println(e);
            }
        }
    }

    private void print(String who, long nanoseconds) {
        long total =
                nanoseconds == 0 ? times.stream().mapToLong(time -> time[0]).sum() : nanoseconds;
        System.out.printf(
                Locale.ROOT,
                "%s: %,d requests, %,d without an answer, %,.0f a second; answer median %.3f ms, 99th percentile %.3f"
                        + " ms; network median %.3f ms, 99th percentile %.3f ms%n",
                who,
                times.size(),
                unanswered.sum(),
                times.size() / (total / 1e9),
                percentile(0, .5),
                percentile(0, .99),
                percentile(1, .5),
                percentile(1, .99));
        times.clear();
    }

    private double percentile(int column, double share) {
        long[] sorted = times.stream().mapToLong(time -> time[column]).sorted().toArray();
        return sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }
}
