package io.github.bnn4j.threads;

import com.sun.jna.Function;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.networks.SmallNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/** Does, one after the other, what its arguments ask for, in a JVM of its own; prints a line for each. */
final class NativeThreadsProgram {

    private NativeThreadsProgram() {}

    public static void main(String[] arguments) throws IOException {
        for (String argument : arguments) {
            System.out.println(argument + ": " + answer(argument));
        }
    }

    private static Object answer(String argument) throws IOException {
        return switch (argument) {
            case "call" -> NativeThreads.waitWithoutSpinning();
            case "environment" -> List.of(getenv("GOMP_SPINCOUNT"), getenv("OPENBLAS_THREAD_TIMEOUT"));
            case "loaded" -> Loader.getLoadedLibraries().keySet().toString() + mappedPools();
            case "nd4j" -> Nd4j.ones(3).sumNumber();
            case "networks" -> network().numParams() + network().numParams();
            default -> throw new IllegalArgumentException(argument);
        };
    }

    /** As a native library sees it. */
    private static String getenv(String name) {
        String value = Function.getFunction("c", "getenv").invokeString(new Object[] {name}, false);
        return value == null ? "unset" : value;
    }

    /** What the system says of it, where it says it. */
    private static List<String> mappedPools() throws IOException {
        Path maps = Path.of("/proc/self/maps");
        return Files.exists(maps)
                ? Files.readAllLines(maps).stream()
                        .filter(line -> line.matches(".*lib(gomp|openblas|nd4j|jnind4j)[^/]*"))
                        .toList()
                : List.of();
    }

    private static MultiLayerNetwork network() {
        return new SmallNetwork()
                .input(InputType.convolutional(4, 4, 1))
                .chain(
                        new BinaryConvolutionLayer.Builder(3, 3).nOut(2).build(),
                        new BinaryDenseLayer.Builder().nOut(2).build());
    }
}
