using System.IO;
using System.Threading.Tasks;
using LogAggregator.Configuration;

namespace LogAggregator.Cli;

/// <summary><c>--demo</c>: serves containers that are made up, in a temporary directory where none is set.</summary>
static class DemoCommand
{
    /// <summary>The exit code of <see cref="ServeCommand"/>. The temporary directory is gone then.</summary>
    public static async Task<int> RunAsync(ServiceOptions options, TextWriter errors)
    {
        if (options.LogDirectory.Length > 0) return await ServeCommand.RunAsync(options, errors);
        var directory = Directory.CreateTempSubdirectory("log-aggregator-demo-");
        try
        {
            return await ServeCommand.RunAsync(options with { LogDirectory = directory.FullName }, errors);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
