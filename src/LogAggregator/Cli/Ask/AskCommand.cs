using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Cli.Ask;

/// <summary>Runs <c>query</c> and <c>tail</c> on this process's streams, until they end or it is told to stop.</summary>
static class AskCommand
{
    /// <summary>The exit code: 0 answered, 1 not, 2 the query or the address is not allowed.</summary>
    public static async Task<int> RunAsync(CommandLine commandLine, int port)
    {
        var problem = AskArguments.Read(commandLine.Query, commandLine.Flags.GetValueOrDefault(CommandLine.UrlFlag), port, TimeProvider.System.GetUtcNow(), out var asked);
        if (problem is not null)
        {
            await Console.Error.WriteLineAsync(problem);
            return 2;
        }

        using var stop = new CancellationTokenSource();
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await using var output = Console.OpenStandardOutput();
        var forTerminal = !Console.IsOutputRedirected;
        return commandLine.Command == Command.Query
            ? await QueryCommand.RunAsync(asked, forTerminal, output, Console.Error, stop.Token)
            : await new TailCommand(asked, forTerminal, output, Console.Error, TimeProvider.System).RunAsync(stop.Token);

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }
}
