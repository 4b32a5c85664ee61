package io.gavel.engine.admin;

import io.gavel.engine.Behaviour;
import io.gavel.engine.Venue;
import io.gavel.engine.event.OperatorEvents;
import io.gavel.schema.ActivateBehaviourDecoder;
import io.gavel.schema.RejectReason;

/** Which rules the state machine follows. */
final class BehaviourCommands
{
    private final Venue venue;
    private final OperatorEvents events;
    private final AdminAnswers answers;

    BehaviourCommands(final Venue venue, final OperatorEvents events, final AdminAnswers answers)
    {
        this.venue = venue;
        this.events = events;
        this.answers = answers;
    }

    /**
     * Emits AdminReport and BehaviourActivated. What is refused is told by the command and the state alone, never by
     * what this build knows, as another build would answer otherwise.
     *
     * @throws io.gavel.engine.UnknownBehaviour where the command is right and this build too old for it.
     */
    void onActivateBehaviour(final ActivateBehaviourDecoder command)
    {
        final int current = venue.behaviour().version();
        final int next = command.behaviourVersion();
        final RejectReason reason;
        if (next >= Behaviour.FIRST && next <= current)
        {
            reason = RejectReason.ALREADY_SO;
        }
        else if (next != current + 1)
        {
            reason = RejectReason.BEHAVIOUR_NOT_NEXT;
        }
        else
        {
            final int known = Math.min(command.knownUpTo(), venue.behaviour().leaderVersionMax());
            reason = next > known ? RejectReason.BEHAVIOUR_NOT_KNOWN : RejectReason.NONE;
        }
        if (RejectReason.NONE == reason)
        {
            // A build that is too old stops here, before it has answered anything.
            venue.behaviour().activate(next);
        }
        if (answers.answer(next, reason))
        {
            events.behaviourActivated(next);
        }
    }
}
