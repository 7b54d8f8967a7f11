using System.Collections.Generic;
using LogAggregator.Engine.Model;

namespace LogAggregator.Collect.Docker.Positions;

/// <summary>How far a container's log is stored, as kept beside the lines.</summary>
/// <param name="StartedNs">Start of the run that was read last; 0 if not known.</param>
/// <param name="Drained">That run is over and everything of it is stored.</param>
/// <param name="FromBeginning">Everything from the container's first line on is wanted, and it is not yet sure that its log had not been rotated before it was read.</param>
/// <param name="FirstNs">Docker's time of the first message taken, 0 if there is none.</param>
/// <param name="VerifiedNs">When a read of the log last confirmed that nothing is missing.</param>
/// <param name="StdoutHighNs">Greatest time of stdout before the mark.</param>
/// <param name="StderrHighNs">The same of stderr.</param>
/// <param name="Anchors">The newest messages before the mark, oldest first. Empty: nothing was in the log yet.</param>
sealed record ContainerPosition(
    long StartedNs,
    bool Drained,
    bool FromBeginning,
    long FirstNs,
    long VerifiedNs,
    long StdoutHighNs,
    long StderrHighNs,
    IReadOnlyList<(MessageKey Key, OutputStream Stream)> Anchors);
