using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>An image that holds the published binary and the libraries it is linked to, and nothing else.</summary>
static class OwnImage
{
    /// <summary>Writes <c>image.tar</c> into the folder.</summary>
    public static async Task MakeAsync(string folder)
    {
        var root = Directory.CreateDirectory(Path.Combine(folder, "root")).FullName;
        File.Copy(TestEnvironment.Binary, Path.Combine(root, "log-aggregator"));
        var libraries = await Command.RunAsync("ldd", [TestEnvironment.Binary]);
        foreach (var path in libraries.OutputText.Split([' ', '\n', '\t']).Where(word => word.StartsWith('/') && File.Exists(word)))
        {
            Directory.CreateDirectory(root + Path.GetDirectoryName(path));
            File.Copy(path, root + path);
        }

        Directory.CreateDirectory(Path.Combine(root, "logs"));
        var tar = await Command.RunAsync("tar", ["-C", root, "-cf", Path.Combine(folder, "image.tar"), "."]);
        Assert.True(tar.ExitCode == 0, tar.ErrorText);
    }
}
