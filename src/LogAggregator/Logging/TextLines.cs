using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Logging;

/// <summary><c>12:30:01.250 WARNING DockerCollector: the sentence</c>, for people at a terminal. Times are UTC.</summary>
sealed class TextLines : ILogLineFormat
{
    public void Write(IBufferWriter<byte> output, in LogLine line)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{line.Time.UtcDateTime:HH:mm:ss.fff} {NameOf(line.Level),-8} {line.Category}: {line.Message}\n");
        Encoding.UTF8.GetBytes(text, output);
        if (line.Exception is { } exception) Encoding.UTF8.GetBytes(exception + "\n", output);
    }

    /// <summary>The names that records of the service itself have, so that its log reads as those it collects.</summary>
    public static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "TRACE",
        LogLevel.Debug => "DEBUG",
        LogLevel.Warning => "WARNING",
        LogLevel.Error => "ERROR",
        LogLevel.Critical => "CRITICAL",
        _ => "INFO",
    };
}
