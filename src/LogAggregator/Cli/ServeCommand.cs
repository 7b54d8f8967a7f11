using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Configuration;
using LogAggregator.Logging;
using LogAggregator.Status;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Cli;

/// <summary>No command: collects and serves until SIGTERM or SIGINT.</summary>
sealed partial class ServeCommand(ServiceOptions options, ILoggerFactory loggers, TimeProvider time)
{
    readonly ILogger _logger = loggers.CreateLogger<ServeCommand>();

    /// <summary>The exit code.</summary>
    public static async Task<int> RunAsync(ServiceOptions options, TextWriter errors)
    {
        using var loggers = ConsoleLog.CreateFactory(options, Console.OpenStandardOutput(), !Console.IsOutputRedirected, TimeProvider.System);
        try
        {
            await new ServeCommand(options, loggers, TimeProvider.System).RunAsync();
            return 0;
        }
        catch (Exception exception) when (StartFailure.Describe(exception, options) is { } sentence)
        {
            await errors.WriteLineAsync($"log-aggregator cannot start: {sentence}");
            return 1;
        }
    }

    async Task RunAsync()
    {
        await using var service = Composition.Build(options, loggers, time);
        await service.App.StartAsync(CancellationToken.None);
        var addresses = string.Join(", ", service.App.Urls);
        var engines = string.Join(", ", options.DockerHosts);
        LogListening(ProductVersion.Text, addresses, options.LogDirectory, engines);
        await service.App.WaitForShutdownAsync(CancellationToken.None);
        LogStopped();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "log-aggregator {Version} serves {Addresses}, keeps its records in {Directory} and collects from {Engines}")]
    partial void LogListening(string version, string addresses, string directory, string engines);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped; everything taken is kept")]
    partial void LogStopped();
}
