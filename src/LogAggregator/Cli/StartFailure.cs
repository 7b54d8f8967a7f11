using System;
using System.IO;
using System.Net.Sockets;
using LogAggregator.Configuration;
using LogAggregator.Demo;
using LogAggregator.Engine;
using Microsoft.AspNetCore.Connections;

namespace LogAggregator.Cli;

/// <summary>What the surroundings can refuse at the start, as one sentence that says what to do. Null for anything else.</summary>
static class StartFailure
{
    public static string? Describe(Exception exception, ServiceOptions options) => exception switch
    {
        IOException { InnerException: AddressInUseException } => $"port {options.Port} is in use by another program; stop it or set PORT to a free port.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => $"port {options.Port} may not be used by this user; set PORT to 1024 or more.",
        DemoRefusedException => $"LOG_DIRECTORY {options.LogDirectory} holds records that are not of the demo; set it to an empty directory, or do not set it.",
        StoreInUseException => $"LOG_DIRECTORY {options.LogDirectory} is in use by another log-aggregator; stop it or set LOG_DIRECTORY to another directory.",
        UnauthorizedAccessException => $"LOG_DIRECTORY {options.LogDirectory} cannot be written by this user ({exception.Message}); give it the right to, or set LOG_DIRECTORY to another directory.",
        IOException => $"LOG_DIRECTORY {options.LogDirectory} cannot be used: {exception.Message}",
        _ => null,
    };
}
