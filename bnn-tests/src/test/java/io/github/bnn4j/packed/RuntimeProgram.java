package io.github.bnn4j.packed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A program as somebody would write it who has the runtime jar only. */
final class RuntimeProgram {

    private RuntimeProgram() {}

    public static void main(String[] args) throws IOException {
        PackedNetwork network = PackedNetwork.load(Path.of(args[0]));
        String[] numbers = args[1].split(",");
        byte[] example = new byte[numbers.length];
        for (int i = 0; i < example.length; i++) {
            example[i] = Byte.parseByte(numbers[i]);
        }
        System.out.println(
                network.labels().get(network.predict(example)) + " " + Arrays.toString(network.scores(example)));
    }
}
