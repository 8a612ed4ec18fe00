using Reconciler.Reconciliation.Status;
using Reconciler.Sites;

namespace Reconciler.Cli.Demo;

/// <summary>Tells what the demo did and what to try next.</summary>
internal sealed class DemoReport(TextWriter writer, DemoSite site)
{
    public void Print(RunOutcome outcome, SiteAgent agent)
    {
        writer.WriteLine(outcome.Message);
        writer.WriteLine();
        writer.WriteLine("served, by TFTP or HTTP (demo/srv):");
        PrintTree(site.Served, depth: 0);
        writer.WriteLine();
        writer.WriteLine("included by Asterisk (demo/asterisk/current):");
        PrintTree(Path.Combine(site.Asterisk, "current"), depth: 0);
        writer.WriteLine();
        var status = StatusRecord.Of(agent.States.Load(), null);
        writer.WriteLine($"commit published   {status.Published}");
        writer.WriteLine("status committed   git -C demo/phones.git show status/hq:README.md");
        writer.WriteLine("status log         demo/status.jsonl");
    }

    public void PrintWhatToTry()
    {
        writer.WriteLine();
        writer.WriteLine("Now change a phone: in another terminal,");
        writer.WriteLine("  git clone demo/phones.git demo/work && cd demo/work");
        writer.WriteLine("  sed -i 's/label: Sally/label: Sally B./' phones/fred.yaml && git commit -am 'Rename a key' && git push");
        writer.WriteLine("and see it served within two seconds:");
        writer.WriteLine($"  curl -s http://127.0.0.1:{site.Port}/xml/spa002584061156.xml | grep Short_Name_2_");
        writer.WriteLine();
        writer.WriteLine("The agent polls until you press Ctrl-C.");
    }

    private void PrintTree(string folder, int depth)
    {
        var indent = new string(' ', 2 + (2 * depth));
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            if (entry.LinkTarget is { } target)
            {
                writer.WriteLine($"{indent}{entry.Name} -> {target}");
            }
            else if (entry is DirectoryInfo && entry.Name != ".reconciler")
            {
                writer.WriteLine($"{indent}{entry.Name}/");
                PrintTree(entry.FullName, depth + 1);
            }
            else if (entry is FileInfo file)
            {
                writer.WriteLine($"{indent}{entry.Name}  {file.Length:N0} bytes");
            }
        }
    }
}
