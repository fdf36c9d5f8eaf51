package io.github.bnn4j.peers;

import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.peers.bench.PeersBenchmark;
import io.github.bnn4j.peers.check.CheckCommand;
import picocli.CommandLine.Command;

/** All programs that need somebody else's runtime, behind one jar: {@code java -jar bnn-peers.jar COMMAND}. */
@Command(
        name = "bnn-peers",
        description = "Binarized neural networks beside other runtimes.",
        subcommands = {CheckCommand.class, PeersBenchmark.class})
public final class BnnPeers {

    public static void main(String[] args) {
        System.exit(CommandLines.of(new BnnPeers()).execute(args));
    }
}
