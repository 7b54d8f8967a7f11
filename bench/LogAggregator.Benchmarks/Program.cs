using System.Globalization;
using System.Threading.Tasks;
using BenchmarkDotNet.Running;
using LogAggregator.Benchmarks.Store;

namespace LogAggregator.Benchmarks;

static class BenchmarkProgram
{
    static async Task Main(string[] args)
    {
        if (args is ["store", var corpus, var folder, var records])
            await StoreMeasurement.RunAsync(corpus, folder, long.Parse(records, CultureInfo.InvariantCulture));
        else if (args is ["parts", var store])
            StoreParts.Print(store);
        else
            BenchmarkSwitcher.FromAssembly(typeof(BenchmarkProgram).Assembly).Run(args);
    }
}
