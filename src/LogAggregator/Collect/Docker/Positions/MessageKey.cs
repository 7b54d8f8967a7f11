namespace LogAggregator.Collect.Docker.Positions;

/// <summary>
/// What makes a message of one container itself: Docker's time and a hash of its stream, bytes and its number among equal
/// ones. Two different messages of one nanosecond with one hash are the only ones that could be taken for each other.
/// </summary>
readonly record struct MessageKey(long TimestampNs, uint Hash)
{
    /// <summary>The key of the same bytes as the so manieth of equal messages or parts of one line, from 0; this is the one of number 0.</summary>
    public MessageKey Part(int number) => this with { Hash = Hash + (uint)number * 0x9E3779B9 };
}
