using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Logging;

/// <summary>Writes what the store tells its operator into the service's own log. May be used by any thread.</summary>
sealed partial class StoreEventLog(ILogger<StoreEventLog> logger)
{
    public void Write(StoreEvent storeEvent)
    {
        var level = LevelOf(storeEvent.Level);
        Log(level, storeEvent.Sentence);
    }

    static LogLevel LevelOf(Level level) => level switch
    {
        Level.Trace => LogLevel.Trace,
        Level.Debug => LogLevel.Debug,
        Level.Info => LogLevel.Information,
        Level.Warning => LogLevel.Warning,
        Level.Error => LogLevel.Error,
        _ => LogLevel.Critical,
    };

    // The store's sentences are whole: there is no template to them.
    [LoggerMessage(Message = "{Sentence}")]
    partial void Log(LogLevel level, string sentence);
}
