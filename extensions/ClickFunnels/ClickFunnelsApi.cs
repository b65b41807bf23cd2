using System;
using System.Collections.Generic;
using ClickFunnels.Core;
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

    private const int Unprocessable = 422;

    public static readonly ClickFunnelsApi Service = new();

    public override string Name => "ClickFunnels";

    public override string ApiPath => Path;

    public override string CursorParameter => "after";

    public override string CursorHeader => "Pagination-Next";

    public override IReadOnlyList<string> ErrorPrefixes => ["Request unprocessable: ", "Bad request: "];

    public override string? AdviceOn(int status, IReadOnlyList<ApiError> errors) =>
        status == Unprocessable && IsTooSlow(errors)
            ? "The filter took longer than the service allows, and will again, so the call is not repeated. Narrow the filter: for "
                + "example, add a criterion for whole days of created_at, and read one range of days after another."
            : null;

    public override RedactionPolicy Redaction =>
        new()
        {
            EnumerationValues = ContractRedaction.EnumerationValues,
            FreeObjects = [.. ContractRedaction.FreeObjects, "metadata"],
            PlainParameters = ["sort_order", "sort_property", "expand[]", "results[fields][]", "results[count]"],
            NumericNames = ["after", "Pagination-Next", "results[after]", "results[limit]", "results[max_bytes]"],
        };

    private static bool IsTooSlow(IReadOnlyList<ApiError> errors)
    {
        foreach (var error in errors)
        {
            if (error.Message.IndexOf("took longer than", StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
