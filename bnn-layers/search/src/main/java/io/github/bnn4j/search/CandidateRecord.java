package io.github.bnn4j.search;

import java.util.Arrays;
import java.util.Map;

/**
 * Tells what became of a candidate.
 *
 * @param index from 0, in the order in which candidates were generated
 * @param values the chosen hyperparameters, by name, as text
 * @param flat the numbers from 0 to 1 that they were made of
 * @param score null if it failed
 * @param seconds that it took
 * @param failure why it failed; null if it did not
 */
public record CandidateRecord(
        int index, Map<String, String> values, double[] flat, Double score, double seconds, String failure) {

    /** Tells whether the candidate came to no score; {@link #failure()} says why. */
    public boolean failed() {
        return failure != null;
    }

    @Override
    public String toString() {
        String result = failed() ? "failure=" + failure : "score=" + score;
        return "CandidateRecord[index=" + index + ", " + result + ", seconds=" + seconds + ", values=" + values
                + ", flat=" + Arrays.toString(flat) + "]";
    }
}
