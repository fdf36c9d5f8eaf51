package io.github.bnn4j.packed.xnor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Races that were run, as text: kernel, round, nanoseconds, operations and when, a line for each sample. */
final class RecordedSamples {

    private RecordedSamples() {}

    /**
     * @return the rounds, a sample of each kernel
     */
    static List<List<Sample>> of(String race) {
        try (InputStream in = RecordedSamples.class.getResourceAsStream("race/" + race + ".csv")) {
            List<List<Sample>> rounds = new ArrayList<>();
            new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(RecordedSamples::sample)
                    .forEach(sample -> {
                        if (sample.round() == rounds.size()) {
                            rounds.add(new ArrayList<>());
                        }
                        rounds.get(sample.round()).add(sample);
                    });
            return rounds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sample sample(String line) {
        String[] fields = line.split(",");
        return new Sample(
                fields[0],
                Integer.parseInt(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[4]));
    }
}
