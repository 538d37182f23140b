select
    cast('files' as string) as source,
    cast(entity as string) as entity,
    cast(field as string) as field,
    cast(beside as string) as beside,
    cast(by_dimension as string) as by_dimension,
    cast(reason as string) as reason,
    cast(doubtful_rows as bigint) as doubtful_rows,
    cast(doubtful_share as {{ type_double() }}) as doubtful_share
from {{ source('files', 'doubts') }}
