using System;
using System.Buffers;
using System.Collections.Generic;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Logging;

/// <summary>One event of the service's own log.</summary>
/// <param name="Time">When.</param>
/// <param name="Level">How serious.</param>
/// <param name="Category">The part that speaks.</param>
/// <param name="Message">The sentence, its values filled in.</param>
/// <param name="Fields">The values by name, with the template under <c>{OriginalFormat}</c>; null where there are none.</param>
/// <param name="Exception">What went wrong, or null.</param>
readonly record struct LogLine(
    DateTimeOffset Time, LogLevel Level, string Category, string Message, IReadOnlyList<KeyValuePair<string, object?>>? Fields, Exception? Exception);

/// <summary>A way to write events: as text, or as JSON.</summary>
interface ILogLineFormat
{
    /// <summary>Writes the event with the newline at its end.</summary>
    void Write(IBufferWriter<byte> output, in LogLine line);
}
