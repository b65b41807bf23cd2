using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;

#pragma warning disable IDE0130 // In the namespace of the generated half.
namespace ClickFunnels;

/// <content>What a query needs beside the operations.</content>
public partial class RefineFiltersClient
{
    internal Task WaitAfterAsync(int failures, CancellationToken cancellationToken) => BackOffAsync(failures, cancellationToken);
}

public sealed partial class RefineFiltersGetOptions
{
    /// <summary>False when the caller itself repeats the request in another form after 503.</summary>
    internal bool RepeatsUnavailable { get; set; } = true;

    /// <inheritdoc />
    protected override bool MayRepeat(ApiException failure) => RepeatsUnavailable || failure is not ApiServerException { StatusCode: 503 };
}
