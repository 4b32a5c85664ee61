package io.gavel.gateway.republish;

/**
 * A request that gets an error for an answer.
 */
public final class ApiException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /** What kind of answer it is, for REST. */
    private final int httpStatus;

    /** For programs. */
    private final String code;

    /**
     * An error answer.
     *
     * @param httpStatus that fits.
     * @param code       for programs, upper case.
     * @param message    for people: what was wrong and what to change.
     */
    public ApiException(final int httpStatus, final String code, final String message)
    {
        super(message, null, false, false);
        this.httpStatus = httpStatus;
        this.code = code;
    }

    /**
     * The parameter of a request is wrong.
     *
     * @param message what was wrong and what to change.
     * @return the answer.
     */
    public static ApiException invalidParameter(final String message)
    {
        return new ApiException(400, "INVALID_PARAMETER", message);
    }

    /**
     * The HTTP status.
     *
     * @return 400..599.
     */
    public int httpStatus()
    {
        return httpStatus;
    }

    /**
     * The code for programs.
     *
     * @return upper case.
     */
    public String code()
    {
        return code;
    }
}
