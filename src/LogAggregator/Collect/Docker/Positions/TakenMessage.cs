using LogAggregator.Engine.Model;

namespace LogAggregator.Collect.Docker.Positions;

/// <summary>A message that was taken, as far as it must be remembered.</summary>
/// <param name="Key">Which it is.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Number">Counts up with each message taken of the container.</param>
/// <param name="Verified">A read of the log itself has confirmed that nothing is missing before it.</param>
/// <param name="Prompt">It came within 50 ms of its time: the reader was not behind.</param>
readonly record struct TakenMessage(MessageKey Key, OutputStream Stream, long Number, bool Verified, bool Prompt);
