package io.github.bnn4j.peers.bench;

import ai.onnxruntime.OrtEnvironment;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.timing.FirstPrediction;
import io.github.bnn4j.cli.timing.FreshJvm;
import io.github.bnn4j.cli.timing.Median;
import io.github.bnn4j.packed.PackedNetwork;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * What it takes to predict the first image in a fresh process, and what has to be shipped for that.
 *
 * @param modelBytes size of the model's file
 * @param shippedBytes that and the runtime's jar
 * @param milliseconds from the start of the JVM to the first prediction
 * @param memoryBytes resident memory at most; 0 where the system does not tell it
 */
record ProcessStart(long modelBytes, long shippedBytes, double milliseconds, long memoryBytes) {

    /** Starts of the packed network, the float32 and the int8 one in turn, whose medians are taken. */
    static List<ProcessStart> measure(PeerFiles files, int starts) throws IOException, UserError {
        Contender packed = new Contender(FirstPrediction.class, files.packed(), jar(PackedNetwork.class), starts);
        Contender float32 = new Contender(PeerStart.class, files.float32(), jar(OrtEnvironment.class), starts);
        Contender int8 = new Contender(PeerStart.class, files.int8(), jar(OrtEnvironment.class), starts);
        List<Contender> all = List.of(packed, float32, int8);
        for (int i = 0; i < starts; i++) {
            for (Contender contender : all) {
                contender.start(i);
            }
        }
        return List.of(packed.result(), float32.result(), int8.result());
    }

    private static Path jar(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One of the three: a main class, its model, the jar that it needs, and what was measured. */
    private record Contender(
            Class<?> main, Path model, Path runtime, FreshJvm jvm, double[] milliseconds, double[] memory) {

        Contender(Class<?> main, Path model, Path runtime, int starts) {
            // The runtime comes first, as a JVM looks into one jar after the other.
            this(
                    main,
                    model,
                    runtime,
                    new FreshJvm(
                            List.of(),
                            String.join(
                                    File.pathSeparator,
                                    runtime.toString(),
                                    jar(main).toString(),
                                    jar(FirstPrediction.class).toString())),
                    new double[starts],
                    new double[starts]);
        }

        void start(int i) throws IOException, UserError {
            Properties answer = jvm.run(main, model);
            milliseconds[i] = Double.parseDouble(answer.getProperty("first"));
            memory[i] = Double.parseDouble(answer.getProperty("memory"));
        }

        ProcessStart result() throws IOException {
            long size = Files.size(model);
            long shipped = size + (Files.isDirectory(runtime) ? 0 : Files.size(runtime));
            return new ProcessStart(size, shipped, Median.of(milliseconds), Math.round(Median.of(memory)));
        }
    }
}
