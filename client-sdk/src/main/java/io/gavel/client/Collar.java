package io.gavel.client;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * The price collars of an instrument. A limit price outside the static band around the reference price is refused; a
 * trade outside the dynamic band around the last trade does not happen, and an auction begins in its place.
 *
 * @param referencePrice of one share, a whole number of ticks; null keeps the one that is there. Each auction replaces
 *                       it by its price.
 * @param staticBandBps  basis points, 1 to 9,999; 0 for no static band.
 * @param dynamicBandBps basis points, 1 to 9,999; 0 for no dynamic band.
 * @param pause          how long that auction lasts; zero where there is no dynamic band.
 */
public record Collar(BigDecimal referencePrice, int staticBandBps, int dynamicBandBps, Duration pause)
{
    private static final int BAND_BPS_MAX = 9_999;

    /**
     * Checks the bands.
     *
     * @param referencePrice of one share; null keeps the one that is there.
     * @param staticBandBps  basis points; 0 for no static band.
     * @param dynamicBandBps basis points; 0 for no dynamic band.
     * @param pause          how long that auction lasts.
     * @throws IllegalArgumentException where a band or the pause is out of bounds.
     */
    public Collar
    {
        AdminChecks.check(staticBandBps >= 0 && staticBandBps <= BAND_BPS_MAX,
            "static band " + staticBandBps + ": expected 1 to 9999 basis points, or 0 for none");
        AdminChecks.check(dynamicBandBps >= 0 && dynamicBandBps <= BAND_BPS_MAX,
            "dynamic band " + dynamicBandBps + ": expected 1 to 9999 basis points, or 0 for none");
        AdminChecks.check(pause != null && !pause.isNegative() && pause.compareTo(Duration.ofDays(1)) <= 0,
            "pause " + pause + ": expected zero to a day");
        AdminChecks.check(dynamicBandBps == 0 || !pause.isZero(),
            "a dynamic band needs a pause: how long the auction lasts that it begins");
    }
}
