package io.github.bnn4j.cli.bench;

import io.github.bnn4j.cli.timing.FirstPrediction;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.xnor.XnorKernelChoice;
import io.github.bnn4j.packed.xnor.XnorKernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Does what a JVM does first: it loads a network, predicts, and chooses a kernel. Run by {@link KernelStarts}. */
final class KernelStart {

    private KernelStart() {}

    /**
     * @param args the network's file, and whether to predict all the time until the choice is settled
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        PackedNetwork network = PackedNetwork.load(Path.of(args[0]));
        byte[] example = new byte[network.input().size()];
        network.predict(example);
        long first = FirstPrediction.millisSinceStart();
        boolean calls = Boolean.parseBoolean(args[1]);
        StringBuilder meanwhile = new StringBuilder();
        XnorKernelChoice choice = XnorKernels.choice();
        String inUse = "";
        while (true) {
            if (!choice.kernel().name().equals(inUse)) {
                inUse = choice.kernel().name();
                meanwhile.append(String.format(
                        Locale.ROOT, "%s%s %.1f", meanwhile.isEmpty() ? "" : ", ", inUse, choice.seconds()));
            }
            if (choice.basis() != XnorKernelChoice.Basis.MEASURING) {
                break;
            }
            if (calls) {
                network.predict(example);
            } else {
                Thread.sleep(10);
            }
            choice = XnorKernels.choice();
        }
        System.out.println("first=" + first);
        System.out.println("kernel=" + choice.kernel().name());
        System.out.println("basis=" + choice.basis());
        System.out.println("seconds=" + choice.seconds());
        System.out.println("cpuSeconds=" + choice.cpuSeconds());
        System.out.println("inUse=" + meanwhile);
        choice.gops().forEach((name, gops) -> System.out.println(name + "=" + gops));
    }
}
