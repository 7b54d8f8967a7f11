using System;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Collect.Docker;

/// <summary>What the collector says in the service's own log. Never once per line: its own log could be collected.</summary>
static partial class CollectorLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to Docker {Version} (API {Api}) at {Endpoint}: {Containers} containers, {Collected} collected")]
    public static partial void Connected(ILogger logger, string endpoint, string version, Version api, int containers, int collected);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No connection to Docker at {Endpoint}: {Problem}")]
    public static partial void Disconnected(ILogger logger, string endpoint, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Collecting {Container} ({Image}, {Id})")]
    public static partial void Discovered(ILogger logger, string container, string image, string id);

    [LoggerMessage(Level = LogLevel.Information, Message = "Container {Container} ({Id}) is gone")]
    public static partial void Gone(ILogger logger, string container, string id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Gap}")]
    public static partial void Gap(ILogger logger, string gap);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log of {Container} cannot be read: {Problem}")]
    public static partial void Unreadable(ILogger logger, string container, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store does not take the lines of {Container}: {Problem}. They stay with Docker and are read again.")]
    public static partial void NotStored(ILogger logger, string container, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Collecting {Container} failed; it is tried again")]
    public static partial void Failed(ILogger logger, string container, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Collected {Records} records of {Containers} containers at {Endpoint} in the last minute; most of {Busiest}")]
    public static partial void Summary(ILogger logger, string endpoint, long records, int containers, string busiest);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Records} records of the last minute at {Endpoint} begin like JSON and are none; most of {Most}")]
    public static partial void BrokenJson(ILogger logger, string endpoint, long records, string most);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Records} records of the last minute at {Endpoint} are text in which neither a time nor a level was recognised; most of {Most}")]
    public static partial void BareLines(ILogger logger, string endpoint, long records, string most);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The stored position of {Container} cannot be read; its log is taken as if it was never seen")]
    public static partial void BadPosition(ILogger logger, string container);
}
