using System;
using System.Collections.Generic;
using ClickFunnels.Core;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>The fields that a query asks for, and the row that is made of their values.</summary>
/// <typeparam name="TRow">The type of a row.</typeparam>
internal sealed class RowShape<TRow>
{
    /// <summary>The field whose values rise from page to page, which every query asks for.</summary>
    public const string Id = "id";

    private readonly Func<ValueRow, IReadOnlyList<string>, TRow> _create;

    public RowShape(IReadOnlyList<string> fields, Func<ValueRow, IReadOnlyList<string>, TRow> create)
    {
        var all = new List<string>(fields.Count + 1) { Id };
        foreach (var field in fields)
        {
            if (!all.Contains(field))
            {
                all.Add(field);
            }
        }

        Fields = all;
        _create = create;
    }

    /// <summary>The names of the fields on the wire; the id is the first.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>Returns the row of values that belong to the fields of the response.</summary>
    public TRow Create(ValueRow values, IReadOnlyList<string> fields) => _create(values, fields);
}
