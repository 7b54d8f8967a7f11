using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>Cuts a stream of events into lines and parses them as they arrive.</summary>
static class EventLines
{
    const int FirstBufferBytes = 16 * 1024;

    /// <summary>An event carries all labels of its container; a line beyond this is not one.</summary>
    const int MaxLineBytes = 4 * 1024 * 1024;

    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="InvalidDataException">What came is no event.</exception>
    public static async IAsyncEnumerable<ContainerEvent> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[FirstBufferBytes];
        var filled = 0;
        while (true)
        {
            if (filled == buffer.Length)
                Array.Resize(ref buffer, filled < MaxLineBytes ? filled * 2 : throw new InvalidDataException("an event has more than 4 MiB"));
            var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken);
            if (read == 0)
                yield break;
            var searched = filled;
            filled += read;
            var start = 0;
            while (buffer.AsSpan(searched, filled - searched).IndexOf((byte)'\n') is >= 0 and var newline)
            {
                var end = searched + newline;
                if (Parse(buffer.AsSpan(start, end - start)) is { } parsed)
                    yield return parsed;
                start = searched = end + 1;
            }
            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
        }
    }

    static ContainerEvent? Parse(ReadOnlySpan<byte> line)
    {
        if (line.TrimEnd((byte)'\r').IsEmpty)
            return null;
        return EventParser.TryParse(line, out var parsed) ? parsed : throw new InvalidDataException("a line of events is no JSON object");
    }
}
