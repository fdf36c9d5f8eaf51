package io.github.bnn4j.search;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.generator.genetic.exceptions.GeneticGenerationException;

/**
 * Candidates of another generator, up to a count or until it is time to stop. Candidates that cannot even be built are
 * counted too, and reported: Arbiter's runner would go on generating them for ever. What is done already comes whatever the
 * limits.
 */
final class CountedGenerator implements CandidateGenerator {

    private final CandidateGenerator base;
    private final int limit;
    private final BooleanSupplier stop;
    private final IntPredicate done;
    private final Consumer<Candidate<?>> unbuildable;
    private int generated;

    CountedGenerator(
            CandidateGenerator base,
            int limit,
            BooleanSupplier stop,
            IntPredicate done,
            Consumer<Candidate<?>> unbuildable) {
        this.base = base;
        this.limit = limit;
        this.stop = stop;
        this.done = done;
        this.unbuildable = unbuildable;
    }

    @Override
    public boolean hasMoreCandidates() {
        return base.hasMoreCandidates() && (done.test(generated) || generated < limit && !stop.getAsBoolean());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Candidate getCandidate() {
        generated++;
        Candidate candidate = base.getCandidate();
        // The genetic generator's way to say that there is nothing more: not a candidate.
        boolean exhausted = candidate.getException() instanceof GeneticGenerationException;
        if (candidate.getException() != null && !exhausted) {
            unbuildable.accept(candidate);
        }
        return candidate;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void reportResults(OptimizationResult result) {
        base.reportResults(result);
    }

    @Override
    public ParameterSpace<?> getParameterSpace() {
        return base.getParameterSpace();
    }

    @Override
    public void setRngSeed(long rngSeed) {
        base.setRngSeed(rngSeed);
    }

    @Override
    public Class<?> getCandidateType() {
        return base.getCandidateType();
    }
}
