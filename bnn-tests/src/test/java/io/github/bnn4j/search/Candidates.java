package io.github.bnn4j.search;

import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.quantizer.StochasticSign;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.arbiter.DL4JConfiguration;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.scoring.impl.EvaluationScoreFunction;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.evaluation.classification.Evaluation;

/** Candidates of generators, and what is in them. */
final class Candidates {

    private Candidates() {}

    static CandidateGenerator generator(SearchGenerator kind, ParameterSpace<?> space, long seed) {
        return kind.create(space, new EvaluationScoreFunction(Evaluation.Metric.ACCURACY), 3, 30, seed);
    }

    /** The first ones, at most so many; each is reported with a score, the sum of its numbers. */
    static List<Candidate<?>> take(CandidateGenerator generator, int count) {
        List<Candidate<?>> candidates = new ArrayList<>();
        while (candidates.size() < count && generator.hasMoreCandidates()) {
            Candidate<?> candidate = generator.getCandidate();
            candidates.add(candidate);
            if (candidate.getException() == null) {
                double score = Arrays.stream(candidate.getFlatParameters()).sum();
                generator.reportResults(
                        new OptimizationResult(candidate, score, candidate.getIndex(), null, null, null));
            }
        }
        return candidates;
    }

    static List<Candidate<?>> take(SearchGenerator kind, ParameterSpace<?> space, int count) {
        return take(generator(kind, space, 7), count);
    }

    static MultiLayerConfiguration configuration(Candidate<?> candidate) {
        if (candidate.getException() != null) {
            throw new AssertionError("Not buildable", candidate.getException());
        }
        return ((DL4JConfiguration) candidate.getValue()).getMultiLayerConfiguration();
    }

    static List<Layer> layers(Candidate<?> candidate) {
        return configuration(candidate).getConfs().stream()
                .map(NeuralNetConfiguration::getLayer)
                .toList();
    }

    static <L extends Layer> List<L> layers(Candidate<?> candidate, Class<L> type) {
        return layers(candidate).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Small networks, with a choice in each option. */
    static BnnSpace.Builder everything() {
        return new BnnSpace.Builder(6, 3)
                .epochs(5)
                .depth(1, 2, 3)
                .width(4, 8)
                .learningRate(1e-4, 1e-1)
                .decay(1e-1, 1e-3)
                .inputDropRate(0.0, 0.2)
                .hiddenDropRate(0.0, 0.5)
                .kernelRateMultiplier(.25, 1.0)
                .kernelQuantizer(new SteSign(), new StochasticSign())
                .activationQuantizer(new SteSign(), new ApproxSign())
                .loss(OutputLoss.HINGE, OutputLoss.SOFTMAX);
    }
}
