package io.github.bnn4j.packed;

import java.util.List;
import java.util.stream.IntStream;

/** What a network says of a batch. */
record Results(List<Integer> classes, List<Float> scores) {

    static Results of(PackedNetwork network, byte[] batch, int examples) {
        int[] classes = new int[examples];
        float[] scores = new float[examples * network.outputs()];
        network.predict(batch, examples, classes);
        network.scores(batch, examples, scores);
        return of(classes, scores);
    }

    static Results of(PackedNetwork network, float[] batch, int examples) {
        int[] classes = new int[examples];
        float[] scores = new float[examples * network.outputs()];
        network.predict(batch, examples, classes);
        network.scores(batch, examples, scores);
        return of(classes, scores);
    }

    private static Results of(int[] classes, float[] scores) {
        return new Results(
                IntStream.of(classes).boxed().toList(),
                IntStream.range(0, scores.length).mapToObj(i -> scores[i]).toList());
    }
}
