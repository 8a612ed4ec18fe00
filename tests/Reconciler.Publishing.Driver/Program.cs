using System.Globalization;
using Reconciler.Core.Artifacts;
using Reconciler.Host.Disk;
using Reconciler.Host.Publishing;
using Reconciler.Publishing.Driver;

// publish ROOT STATE TARGET INPUT [GROUP] | hold ROOT | churn SERVED ASTERISK STATE FIRST
try
{
    switch (args)
    {
        case ["publish", var root, var state, var target, var input, .. var group]:
            var counts = await new Publication(new PublishedRoot(Enum.Parse<ArtifactTarget>(target), root) { Group = group.FirstOrDefault() }, state)
                .RunAsync(Publication.ReadArtifacts(input, Enum.Parse<ArtifactTarget>(target)), CancellationToken.None);
            Console.WriteLine(counts);
            return 0;
        case ["hold", var root]:
            using (await RootLock.AcquireAsync(new PublishedRoot(ArtifactTarget.Served, root), TimeProvider.System, CancellationToken.None))
            {
                Console.WriteLine("held");
                await Task.Delay(Timeout.Infinite);
            }

            return 0;
        case ["churn", var served, var asterisk, var state, var first]:
            await new VersionStream(served, asterisk, state).RunAsync(int.Parse(first, CultureInfo.InvariantCulture), Console.WriteLine);
            return 0;
        default:
            return 2;
    }
}
catch (PublishFailedException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 6;
}
