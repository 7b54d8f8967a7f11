using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using LogAggregator.Configuration;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Logging;

/// <summary>
/// Writes the service's own log to standard output, a line each, at once. May be used by any thread; owns nothing but
/// its buffer.
/// </summary>
sealed class ConsoleLog : ILoggerProvider
{
    readonly Stream _output;
    readonly ILogLineFormat _format;
    readonly TimeProvider _time;
    readonly ArrayBufferWriter<byte> _line = new(1024);

    /// <summary>Guards the buffer and the order of lines.</summary>
    readonly Lock _lock = new();

    public ConsoleLog(Stream output, ILogLineFormat format, TimeProvider time) => (_output, _format, _time) = (output, format, time);

    /// <summary>What the options ask for; framework categories speak from warnings on.</summary>
    public static LoggerFactory CreateFactory(ServiceOptions options, Stream output, bool outputIsTerminal, TimeProvider time)
    {
        var text = options.LogFormat == LogFormat.Text || (options.LogFormat == LogFormat.Auto && outputIsTerminal);
        var filter = new LoggerFilterOptions { MinLevel = options.LogLevel };
        var framework = options.LogLevel > LogLevel.Warning ? options.LogLevel : LogLevel.Warning;
        filter.Rules.Add(new LoggerFilterRule(null, "Microsoft", framework, null));
        filter.Rules.Add(new LoggerFilterRule(null, "System", framework, null));
        // What the host logs it also throws, and the command tells it in a sentence.
        filter.Rules.Add(new LoggerFilterRule(null, "Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None, null));
        return new LoggerFactory([new ConsoleLog(output, text ? new TextLines() : new JsonLines(), time)], filter);
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void Dispose()
    {
        // The output is not ours to close.
    }

    void Write(in LogLine line)
    {
        lock (_lock)
        {
            _line.ResetWrittenCount();
            _format.Write(_line, line);
            try
            {
                _output.Write(_line.WrittenSpan);
                _output.Flush();
            }
            catch (IOException)
            {
                // Nobody reads standard output any more: there is no other place to say so, and collecting goes on.
            }
        }
    }

    sealed class Logger(ConsoleLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Write(new LogLine(log._time.GetUtcNow(), logLevel, category, formatter(state, exception), state as IReadOnlyList<KeyValuePair<string, object?>>, exception));
    }
}
