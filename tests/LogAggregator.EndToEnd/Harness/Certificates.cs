using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>
/// Certificates made with openssl, as Docker's documentation has it: an authority, a server for 127.0.0.1, and a client, in
/// one folder with the names that <c>DOCKER_CERT_PATH</c> wants.
/// </summary>
sealed class Certificates
{
    Certificates(string folder) => Folder = folder;

    /// <summary>Holds ca.pem, cert.pem and key.pem, the client's; and server-cert.pem and server-key.pem.</summary>
    public string Folder { get; }

    public static async Task<Certificates> MakeAsync()
    {
        var made = new Certificates(TestEnvironment.NewFolder("c"));
        await made.OpenSslAsync("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=authority -keyout ca-key.pem -out ca.pem");
        await File.WriteAllTextAsync(made.At("server.ext"), "subjectAltName = IP:127.0.0.1\nextendedKeyUsage = serverAuth\n");
        await File.WriteAllTextAsync(made.At("client.ext"), "extendedKeyUsage = clientAuth\n");
        await made.IssueAsync("server", "server-cert.pem", "server-key.pem");
        await made.IssueAsync("client", "cert.pem", "key.pem");
        return made;
    }

    public string At(string file) => Path.Combine(Folder, file);

    async Task IssueAsync(string name, string certificate, string key)
    {
        await OpenSslAsync($"req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN={name} -keyout {key} -out {name}.csr");
        await OpenSslAsync($"x509 -req -in {name}.csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 2 -extfile {name}.ext -out {certificate}");
    }

    async Task OpenSslAsync(string arguments)
    {
        var result = await Command.RunAsync("/bin/sh", ["-c", $"cd \"$0\" && openssl {arguments}", Folder]);
        Assert.True(result.ExitCode == 0, $"openssl {arguments}: {result.ErrorText}");
    }
}
