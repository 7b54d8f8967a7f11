using System;
using System.IO;
using System.Linq;
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
            var command = new ServeCommand(options, loggers, TimeProvider.System);
            await command.RunAsync();
            command.LogStopped();
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
        var lifetime = service.App.Lifetime;
        await service.App.StartAsync(CancellationToken.None);
        var addresses = string.Join(", ", service.App.Urls);
        var engines = string.Join(", ", options.DockerEndpoints.Select(endpoint => endpoint.Text));
        LogListening(ProductVersion.Text, addresses, options.LogDirectory, engines);

        var working = service.RunAsync(lifetime.ApplicationStopping);
        await Task.WhenAny(working, service.App.WaitForShutdownAsync(CancellationToken.None));
        lifetime.StopApplication();
        LogStopping();
        await service.App.WaitForShutdownAsync(CancellationToken.None);
        await EndOf(working);
    }

    /// <summary>Being told to stop is no failure.</summary>
    static async Task EndOf(Task working)
    {
        try
        {
            await working;
        }
        catch (OperationCanceledException)
        {
            // As asked.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "log-aggregator {Version} serves {Addresses}, keeps its records in {Directory} and collects from {Engines}")]
    partial void LogListening(string version, string addresses, string directory, string engines);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: requests under way end, everything taken is written")]
    partial void LogStopping();

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped; everything taken is kept")]
    partial void LogStopped();
}
