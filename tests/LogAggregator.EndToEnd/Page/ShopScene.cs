using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;

namespace LogAggregator.EndToEnd.Page;

/// <summary>Three containers with something of each kind: two of a compose project, and a mailer of none.</summary>
static class ShopScene
{
    public const int WebLines = 20;
    public const int ApiLines = 9;
    public const int MailerLines = 4;
    public const int Lines = WebLines + ApiLines + MailerLines;

    const string Web =
        """for i in $(seq 1 20); do echo "{\"level\":\"info\",\"message\":\"request $i served in $((i*10)) ms\",\"path\":\"/cart/$((i%4))\",\"duration_ms\":$((i*10))}"; done; exec sleep 100000""";

    const string Api = """
        for i in 1 2 3 4 5; do echo "{\"level\":\"warning\",\"message\":\"the queue is long\",\"length\":$((i*100))}"; done
        for i in 1 2 3; do echo "{\"level\":\"error\",\"message\":\"connection refused by the database\",\"attempt\":$i}"; done
        echo '{"level":"debug","message":"cache is warm"}'
        exec sleep 100000
        """;

    const string Mailer = "for i in 1 2 3 4; do echo \"mail $i was sent\"; done; exec sleep 100000";

    static readonly string[] OfShop = ["--label", "com.docker.compose.project=shop"];

    public static async Task StartAsync(DockerCli docker)
    {
        await docker.RunAsync("shop-web", Web, OfShop);
        await docker.RunAsync("shop-api", Api, OfShop);
        await docker.RunAsync("mailer", Mailer);
    }
}
