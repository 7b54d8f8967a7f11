using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Configuration;
using LogAggregator.Demo;
using LogAggregator.Logging;
using LogAggregator.Status;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Cli;

/// <summary>No command: collects and serves until SIGTERM or SIGINT.</summary>
sealed partial class ServeCommand(ServiceOptions options, ILoggerFactory loggers, TimeProvider time)
{
    readonly ILogger _logger = loggers.CreateLogger<ServeCommand>();

    /// <summary>The exit code: 0 stopped as asked, 1 could not start or failed, 2 the demo was asked for in a directory of real records.</summary>
    public static async Task<int> RunAsync(ServiceOptions options, TextWriter errors)
    {
        using var loggers = ConsoleLog.CreateFactory(options, Console.OpenStandardOutput(), !Console.IsOutputRedirected, TimeProvider.System);
        var command = new ServeCommand(options, loggers, TimeProvider.System);
        var (service, exitCode) = await command.StartAsync(errors);
        if (service is null) return exitCode;
        bool asked;
        await using (service) asked = await command.ServeAsync(service);
        if (asked) command.LogStopped();
        return asked ? 0 : 1;
    }

    /// <summary>No service but a sentence and an exit code where the surroundings refuse.</summary>
    async Task<(Composition? Service, int ExitCode)> StartAsync(TextWriter errors)
    {
        Composition? service = null;
        try
        {
            service = Composition.Build(options, loggers, time);
            await service.PrepareAsync(CancellationToken.None);
            await service.App.StartAsync(CancellationToken.None);
            return (service, 0);
        }
        catch (Exception exception) when (StartFailure.Describe(exception, options) is { } sentence)
        {
            await errors.WriteLineAsync($"log-aggregator cannot start: {sentence}");
            if (service is not null) await service.DisposeAsync();
            return (null, exception is DemoRefusedException ? 2 : 1);
        }
    }

    /// <summary>True when stopped as asked, false when a part failed.</summary>
    async Task<bool> ServeAsync(Composition service)
    {
        var addresses = string.Join(", ", service.App.Urls);
        var engines = options.Demo is not null ? "no engine: this is the demo" : string.Join(", ", options.DockerEndpoints.Select(endpoint => endpoint.Text));
        LogListening(ProductVersion.Text, addresses, options.LogDirectory, engines);

        var working = service.RunAsync(service.App.Lifetime.ApplicationStopping);
        var stopped = service.App.WaitForShutdownAsync(CancellationToken.None);
        await Task.WhenAny(working, stopped);
        LogStopping();
        service.App.Lifetime.StopApplication();
        await stopped;
        return await EndedAsAskedAsync(working);
    }

    async Task<bool> EndedAsAskedAsync(Task working)
    {
        try
        {
            await working;
            return true;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
#pragma warning disable CA1031 // The end of the program is where every fault ends.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "log-aggregator {Version} serves {Addresses}, keeps its records in {Directory} and collects from {Engines}")]
    partial void LogListening(string version, string addresses, string directory, string engines);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: requests under way end, everything taken is written")]
    partial void LogStopping();

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped; everything taken is kept")]
    partial void LogStopped();

    [LoggerMessage(Level = LogLevel.Critical, Message = "A part of the service failed, which is a fault in it; the service stops")]
    partial void LogFailed(Exception exception);
}
