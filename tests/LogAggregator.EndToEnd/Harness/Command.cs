using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>Runs a program to its end and keeps all of its output, as bytes.</summary>
static class Command
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <param name="program">Its path or name.</param>
    /// <param name="arguments">Each is one argument.</param>
    /// <param name="environment">Added to this process's own.</param>
    /// <param name="input">Its standard input; none if null.</param>
    /// <param name="limit">It is killed after this time, and has failed then. Default 2 minutes.</param>
    public static async Task<CommandResult> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, Stream? input = null, TimeSpan? limit = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var timer = new CancellationTokenSource(limit ?? Limit);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        try
        {
            var reading = Task.WhenAll(
                process.StandardOutput.BaseStream.CopyToAsync(output, timer.Token),
                process.StandardError.BaseStream.CopyToAsync(error, timer.Token));
            if (input is not null) await input.CopyToAsync(process.StandardInput.BaseStream, timer.Token);
            process.StandardInput.Close();
            await reading;
            await process.WaitForExitAsync(timer.Token);
            return new CommandResult(process.ExitCode, output.ToArray(), error.ToArray());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return new CommandResult(-1, output.ToArray(), [.. error.ToArray(), .. "(it did not end in time, and was killed)"u8]);
        }
    }
}

sealed record CommandResult(int ExitCode, byte[] Output, byte[] Error)
{
    public string OutputText => Encoding.UTF8.GetString(Output);

    public string ErrorText => Encoding.UTF8.GetString(Error);
}
