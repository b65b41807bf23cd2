using System;
using System.Collections.Generic;
using System.Linq;
using System.Linq.Expressions;
using ClickFunnels.Core;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>
/// Reads the fields of a query from an expression, such as <c>c => new { c.Id, c.EmailAddress }</c>: the properties of the parameter that
/// it uses.
/// </summary>
internal static class RowSelector
{
    /// <summary>Returns the shape of rows that the expression makes of a record.</summary>
    /// <param name="selector">The expression.</param>
    /// <param name="names">The fields of a row: the name of each property, and its name on the wire.</param>
    /// <exception cref="ArgumentException">The expression uses something other than the fields of a row, or none of them.</exception>
    public static RowShape<TRow> Of<TRecord, TRow>(Expression<Func<TRecord, TRow>> selector, IReadOnlyDictionary<string, string> names)
        where TRecord : Model, new()
    {
        if (selector is null)
        {
            throw new ArgumentNullException(nameof(selector));
        }

        var fields = FieldsOf(selector, names, nameof(selector));
#if NET
        // Interpreted everywhere, because Native AOT cannot compile: a selector then works in both or in none.
        var create = selector.Compile(preferInterpretation: true);
#else
        var create = selector.Compile();
#endif
        return new RowShape<TRow>(fields, (values, order) => create(values.ToRecord<TRecord>(order)));
    }

    /// <summary>Returns the shape of records in which the fields are set, one for each expression.</summary>
    /// <param name="fields">The expressions, each of one property.</param>
    /// <param name="names">The fields of a row: the name of each property, and its name on the wire.</param>
    /// <exception cref="ArgumentException">An expression is more than one field of a row, or there are none.</exception>
    public static RowShape<TRecord> Of<TRecord>(
        IEnumerable<Expression<Func<TRecord, object?>>> fields,
        IReadOnlyDictionary<string, string> names
    )
        where TRecord : Model, new()
    {
        var wanted = new List<string>();
        foreach (var field in fields ?? throw new ArgumentNullException(nameof(fields)))
        {
            var body = field?.Body is UnaryExpression { NodeType: ExpressionType.Convert } boxed ? boxed.Operand : field?.Body;
            wanted.AddRange(
                body is MemberExpression { Expression: ParameterExpression }
                    ? FieldsOf(field!, names, nameof(fields))
                    : throw new ArgumentException(
                        $"Each entry must be one property of the {typeof(TRecord).Name}, such as row => row.{names.Keys.First()}.",
                        nameof(fields)
                    )
            );
        }

        return wanted.Count > 0
            ? new RowShape<TRecord>(wanted, static (values, order) => values.ToRecord<TRecord>(order))
            : throw new ArgumentException("The list has no field. Name at least one.", nameof(fields));
    }

    private static List<string> FieldsOf(LambdaExpression selector, IReadOnlyDictionary<string, string> names, string argument)
    {
        var visitor = new FieldVisitor(selector.Parameters[0], names, argument);
        visitor.Visit(selector.Body);
        return visitor.Fields.Count > 0
            ? visitor.Fields
            : throw new ArgumentException(
                $"The selector reads no property of the {selector.Parameters[0].Type.Name}. Select at least one, such as "
                    + $"row => new {{ row.{names.Keys.First()} }}.",
                argument
            );
    }

    private sealed class FieldVisitor(ParameterExpression row, IReadOnlyDictionary<string, string> names, string argument)
        : ExpressionVisitor
    {
        public List<string> Fields { get; } = [];

        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Expression != row)
            {
                return base.VisitMember(node);
            }

            Fields.Add(
                names.TryGetValue(node.Member.Name, out var field)
                    ? field
                    : throw new ArgumentException(
                        $"{row.Type.Name}.{node.Member.Name} is not a field of a row. The fields are {string.Join(", ", names.Keys)}.",
                        argument
                    )
            );
            return node;
        }

        protected override Expression VisitParameter(ParameterExpression node) =>
            node != row
                ? node
                : throw new ArgumentException(
                    $"The selector uses the {row.Type.Name} as a whole. Only its properties can be read, because they are the fields that "
                        + $"the service is asked for: row => new {{ row.{string.Join(", row.", names.Keys.Take(2))} }}.",
                    argument
                );
    }
}
