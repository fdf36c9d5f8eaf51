package io.github.bnn4j.packed.layer;

/** Remainders of multiples. */
final class Residues {

    private Residues() {}

    /**
     * Returns the least x, from 0, for which {@code x * step mod modulus} is in a range: in the time of Euclid's
     * algorithm.
     *
     * @param step from 0, less than the modulus
     * @param from at least 0, at most {@code to}
     * @param to less than the modulus
     * @return -1 if there is none
     */
    static long firstMultiple(long step, long modulus, long from, long to) {
        if (from == 0) {
            return 0;
        }
        if (step == 0) {
            return -1;
        }
        long direct = (from + step - 1) / step;
        if (direct * step <= to) {
            return direct;
        }
        // After y rounds: a multiple of step is in the range y moduli further on, which is a question of what is left
        // of these.
        long rounds = firstMultiple(modulus % step, step, Math.floorMod(-to, step), Math.floorMod(-from, step));
        return rounds < 0 ? -1 : (from + modulus * rounds + step - 1) / step;
    }
}
