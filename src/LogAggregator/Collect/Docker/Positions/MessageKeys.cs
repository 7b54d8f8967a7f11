using System;
using System.IO.Hashing;
using LogAggregator.Engine.Model;

namespace LogAggregator.Collect.Docker.Positions;

/// <summary>
/// Gives the messages of one response their keys, in the order of the response. Messages of one stream with one time are
/// the parts of a long line and are numbered; the number begins again with each other time.
/// </summary>
/// <param name="repeats">
/// The response may repeat messages (a followed log that rotates; Docker 26 does it rarely, engines before API 1.42 at each rotation): the same
/// complete line twice in a row is then one message, and if it was two, the next read of the log finds the second. Otherwise it is two.
/// </param>
sealed class MessageKeys(bool repeats)
{
    readonly State[] _streams = new State[3];

    public MessageKey Next(OutputStream stream, long timestampNs, ReadOnlySpan<byte> payload)
    {
        ref var last = ref _streams[(int)stream];
        var hash = (uint)XxHash3.HashToUInt64(payload, (long)stream);
        var continues = timestampNs == last.TimestampNs && (!last.Complete || (!repeats && hash == last.Hash));
        var ordinal = continues ? last.Ordinal + 1 : 0;
        last = new State(timestampNs, hash, ordinal, payload.Length > 0 && payload[^1] == (byte)'\n');
        return new MessageKey(timestampNs, hash).Part(ordinal);
    }

    readonly record struct State(long TimestampNs, uint Hash, int Ordinal, bool Complete);
}
