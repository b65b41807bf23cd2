using System.Collections.Generic;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels;

/// <summary>Describes the ClickFunnels API to the core. Sources: published guides on authentication, pagination and errors.</summary>
internal sealed class ClickFunnelsApi : ApiService
{
    /// <summary>
    /// The value of <c>x-host</c> for teams, users and workspaces; everything else is served by the host of the workspace.
    /// </summary>
    public const string AccountsHost = "accounts";

    public const string AccountsBaseAddress = "https://accounts.myclickfunnels.com" + Path;

    public const string Path = "/api/v2/";

    public const string WorkspaceParameter = "workspace_id";

    public static readonly ClickFunnelsApi Service = new();

    public override string Name => "ClickFunnels";

    public override string ApiPath => Path;

    public override string CursorParameter => "after";

    public override string CursorHeader => "Pagination-Next";

    public override IReadOnlyList<string> ErrorPrefixes => ["Request unprocessable: ", "Bad request: "];

    public override RedactionPolicy Redaction =>
        new()
        {
            EnumerationValues = ContractRedaction.EnumerationValues,
            FreeObjects = [.. ContractRedaction.FreeObjects, "metadata"],
            PlainParameters = ["sort_order", "sort_property", "expand[]"],
            NumericNames = ["after", "Pagination-Next"],
        };
}
